// rules/models/cxx/filesystem.yaml: the entries of a folder are read when somebody asks for them.
// The calls of readdir that the library makes are counted.
#include <dirent.h>
#include <dlfcn.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "proof.h"

namespace fs = std::filesystem;

enum { FILES = 100 };

static int reads;

extern "C" dirent *readdir(DIR *folder)
{
    using function = dirent *(*)(DIR *);
    static auto original = reinterpret_cast<function>(dlsym(RTLD_NEXT, "readdir"));

    reads++;
    return original(folder);
}

template <class Iterator> static void with(const fs::path &folder)
{
    reads = 0;
    Iterator entries(folder);
    CHECK(reads < FILES / 2); // up to the first entry
    int count = 0;
    for (const auto &entry : entries)
        count += entry.is_regular_file();
    CHECK(count == FILES && reads >= FILES);
}

int main()
{
    char name[] = "/tmp/filesystem.XXXXXX";
    const fs::path folder = mkdtemp(name);

    for (int i = 0; i < FILES; i++)
        std::ofstream(folder / std::to_string(i)) << i;
    with<fs::directory_iterator>(folder);
    with<fs::recursive_directory_iterator>(folder);
    fs::remove_all(folder);
    return proof_mistakes != 0;
}
