// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/slides.h"

#include <nlohmann/json.hpp>

namespace gapscope {
namespace {
using Json = nlohmann::json;

std::string textOf(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}
} // namespace

std::string slidesText(const std::vector<Slide> &slides)
{
    Json list = Json::array();
    for (const Slide &slide : slides) {
        Json one{{"title", slide.title}};
        if (slide.isChart()) {
            one["chart"] = slide.wish.chart;
            one["simulator"] = slide.wish.simulator;
            one["settings"] = Json::object();
            for (const auto &[id, value] : slide.wish.settings)
                one["settings"][id] = value;
        } else {
            one["real"] = slide.real.value();
            one["sim"] = slide.sim.value();
            one["row"] = slide.row;
        }
        list.push_back(std::move(one));
    }
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<Slide> parseSlides(std::string_view text)
{
    const Json list = Json::parse(text, nullptr, false);
    std::vector<Slide> slides;
    if (!list.is_array())
        return slides;
    for (const Json &one : list) {
        if (!one.is_object())
            continue;
        Slide slide;
        slide.title = textOf(one, "title");
        slide.wish.chart = textOf(one, "chart");
        slide.wish.simulator = textOf(one, "simulator");
        if (one.contains("settings") && one["settings"].is_object()) {
            for (const auto &[id, value] : one["settings"].items()) {
                if (value.is_string())
                    slide.wish.settings[id] = value.get<std::string>();
            }
        }
        slide.real = DialogueId(textOf(one, "real"));
        slide.sim = DialogueId(textOf(one, "sim"));
        if (one.contains("row") && one["row"].is_number_integer())
            slide.row = one["row"].get<int>();
        if (slide.isChart() || !slide.real.empty() || !slide.sim.empty())
            slides.push_back(std::move(slide));
    }
    return slides;
}
} // namespace gapscope
