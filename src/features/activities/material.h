// Material of an activity: slides, reports, what was handed out; each a file with a title and the
// language it is in, for everybody to fetch. Owns activity_material; the bytes are in files.
#pragma once

#include "features/activities/pages.h"
#include "features/files/files.h"

namespace overens::activities {

struct Material {
  Id<Material> id;
  Number number;  // within the activity
  std::string title;
  std::string language;  // sv, fi, en; empty: another
  Id<files::File> file;
  std::string file_name;
};
inline constexpr std::int64_t most_material = 100;

std::vector<Material> material(Db&, Id<Activity>);  // in the order it was added
// False where there is as much as there may be. The same file by the same title is added once.
bool add_material(Db&, const Activity&, const Material&, PersonId by, Instant now);
void remove_material(Db&, const Activity&, const Material&, PersonId by, Instant now);

// For everybody, with its heading; nothing where there is none.
Html material_section(Visit&, const Activity&);

Response edit_material(Visit&, Number activity);
Response add_material_to(Visit&, Number activity);
Response remove_material_of(Visit&, Number activity, Number material);
Response show_material(Visit&, Number activity, Number material);

}  // namespace overens::activities
