// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace gapscope {
/// What went wrong, as a kind the callers branch on; sentences for people are made in ui/ and app/.
enum class ErrorCode {
    InvalidArgument,
    NotFound,
    InputUnreadable,
    InputMalformed,
    InputTooLarge,
    UnknownFormat,
    NotATranscript,
    OutputFailed,
    NotAWorkspace,
    WorkspaceNewer,
    WorkspaceReadOnly,
    /// Another program or window has it.
    WorkspaceLocked,
    /// Somebody else is writing just now; trying again helps.
    WorkspaceBusy,
    WorkspaceDamaged,
    StoreFailed,
    StoreFull,
    Conflict,
    NotComputable,
    Cancelled,
    Internal,
};

/// `subject` is what it happened to (a path, an id, a field), `detail` the technical reason.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    std::string subject;
    std::string detail;
};

/// A value or the Error that prevented it. Check it where you get it: `if (!result) return …`.
template <class T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }
    T &value() & { return *checked(); }
    const T &value() const & { return *checked(); }
    T &&value() && { return std::move(*checked()); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return checked(); }
    const T *operator->() const { return checked(); }
    const Error &error() const { return std::get<1>(m_state); }

private:
    T *checked()
    {
        assert(m_state.index() == 0);
        return std::get_if<0>(&m_state);
    }
    const T *checked() const
    {
        assert(m_state.index() == 0);
        return std::get_if<0>(&m_state);
    }

    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_ok(false) {}

    explicit operator bool() const { return m_ok; }
    const Error &error() const { return m_error; }

private:
    Error m_error;
    bool m_ok = true;
};
} // namespace gapscope
