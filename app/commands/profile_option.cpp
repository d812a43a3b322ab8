// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/profile_option.h"

#include "core/import/profile_json.h"
#include "core/store/profile_repository.h"
#include "core/store/session.h"

#include <QFile>
#include <QFileInfo>

namespace gapscope {
Result<MappingProfile> profileFromFile(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::InputUnreadable, path, file.errorString().toStdString()};
    const QByteArray bytes = file.readAll();
    Result<MappingProfile> profile =
        profileFromJson({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (!profile)
        return Error{profile.error().code, path + ", " + profile.error().subject,
                     profile.error().detail};
    if (profile->name.empty())
        profile->name = QFileInfo(file).completeBaseName().toStdString();
    return profile;
}

Result<std::shared_ptr<const MappingProfile>> profileNamed(const QString &workspace,
                                                           const std::string &argument)
{
    if (QFileInfo(QString::fromStdString(argument)).isFile() || argument.ends_with(".json")) {
        Result<MappingProfile> profile = profileFromFile(argument);
        if (!profile)
            return profile.error();
        return std::make_shared<const MappingProfile>(std::move(*profile));
    }
    const Error none{ErrorCode::NotFound, "profile " + argument,
                     "there is no file and no profile of the workspace of this name"};
    if (!QFileInfo::exists(workspace))
        return none;
    const auto session = Session::open(workspace.toStdString(), OpenMode::ReadOnly);
    if (!session)
        return session.error();
    Result<std::optional<MappingProfile>> profile = ProfileRepository(**session).load(argument);
    if (!profile)
        return profile.error();
    if (!*profile)
        return none;
    return std::make_shared<const MappingProfile>(std::move(**profile));
}
} // namespace gapscope
