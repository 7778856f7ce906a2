// What the program does besides serving: each command as one function that says what it did on
// standard output and gives the exit code. Reads no arguments itself; main.cpp does.
#pragma once

#include <string>

#include "app/config.h"
#include "app/installation.h"
#include "base/translation.h"

namespace overens::app {

// What the program says to whoever runs it, in the language of the terminal: LC_ALL, LC_MESSAGES or
// LANG, as sv_SE.UTF-8; English where none of ours is named.
std::string in_terminal(const Text& words);

// 0; 1 where rows were refused and so nothing was kept (or, with `partial`, not all).
int import_folder(Installation& installation, const std::string& folder, bool partial);
// The demo's folder and what it adds relative to today, where the database has no compact yet.
int prepare_demo(Installation& installation, const std::string& folder);
// The addresses to open and whom to sign in as.
void print_welcome(Installation& installation);
// Whose site the demonstration is not: the name of its first public body.
std::string demo_of(Database& database);
// An empty compact from a short TOML file; "-" asks the questions one by one.
int new_compact(Installation& installation, const std::string& file);
// The letters that were given up, of every compact; with `again` they are tried once more.
int letters(Installation& installation, bool again);
int backup(Installation& installation, const std::string& to);
// Puts a backup back, also while a server runs on the database (SQLite); what was there is copied
// beside it first.
int restore(const Config& config, const std::string& from);

// What `overens config`, `routes` and `schema` print; docs/routes.txt and docs/schema.sql hold the
// latter two.
std::string config_text();
std::string routes_text();
std::string schema_text();

}  // namespace overens::app
