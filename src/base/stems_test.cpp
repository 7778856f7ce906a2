#include "base/stems.h"

#include <gtest/gtest.h>

namespace overens {
namespace {

TEST(Stems, FormsOfOneWordAreOne) {
  EXPECT_EQ(stems_of("Samverkan", Language::sv), stems_of("samverkan", Language::sv));
  EXPECT_EQ(stems_of("organisationer", Language::sv), stems_of("Organisationen", Language::sv));
  EXPECT_EQ(stems_of("järjestöt", Language::fi), stems_of("järjestö", Language::fi));
  EXPECT_EQ(stems_of("meetings", Language::en), stems_of("meeting", Language::en));
}

TEST(Stems, NumbersAndLettersAreNoWords) {
  EXPECT_TRUE(stems_of("5 i 2018 – å!", Language::sv).empty());
  EXPECT_EQ(stems_of("ja, ja", Language::sv).size(), 2u);
}

}  // namespace
}  // namespace overens
