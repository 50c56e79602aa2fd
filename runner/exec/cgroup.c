#include "cgroup.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 1024 };

static bool read_line(const char *path, char *text, size_t size)
{
    FILE *file = fopen(path, "re");
    bool read = file && fgets(text, (int)size, file);
    if (read)
        text[strcspn(text, "\n")] = '\0';
    if (file)
        fclose(file);
    return read;
}

/* "max" in version 2; in version 1 -1, or as many bytes as no machine has. */
static bool is_set(const char *text)
{
    return strncmp(text, "max", 3) != 0 && text[0] != '-' &&
           strtoull(text, NULL, 10) < (1ULL << 60);
}

/* From the group up to the mounted root: whoever is tightest is not asked, the nearest is told. */
static bool search(const char *mount, char *group, const char *file, char *text, size_t size)
{
    bool found = false;
    for (;;) {
        char path[2 * PATH_SIZE];
        snprintf(path, sizeof path, "%s%s/%s", mount, group, file);
        found |= read_line(path, text, size);
        if (found && is_set(text))
            return true;
        char *slash = strrchr(group, '/');
        if (!slash)
            break;
        *slash = '\0';
    }
    if (found)
        snprintf(text, size, "none");
    return found;
}

/* Whether "cpu,cpuacct" names the controller. */
static bool is_listed(const char *list, const char *controller)
{
    size_t length = strlen(controller);
    for (const char *at = list; at; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, controller, length) == 0 && strchr(",", at[length]))
            return true;
    }
    return false;
}

/* One line of /proc/self/cgroup: "0::/GROUP", or "N:CONTROLLERS:/GROUP" of version 1. */
static bool ask_group(const char *root, char *line, const struct cgroup_file *wanted, char *text,
                      size_t size)
{
    char mount[PATH_SIZE];
    char *controllers = strchr(line, ':');
    char *group = controllers ? strchr(controllers + 1, ':') : NULL;
    if (!group)
        return false;
    *group++ = '\0';
    controllers++;
    group[strcspn(group, "\n")] = '\0';
    bool old = *controllers != '\0';
    if (old && !is_listed(controllers, wanted->old_controller))
        return false;
    snprintf(mount, sizeof mount, "%s/sys/fs/cgroup%s%s", root, old ? "/" : "",
             old ? wanted->old_controller : "");
    return search(mount, group, old ? wanted->old_file : wanted->file, text, size);
}

bool cgroup_limit(const char *root, const struct cgroup_file *wanted, char *text, size_t size)
{
    char path[PATH_SIZE], line[PATH_SIZE];
    bool found = false;
    snprintf(path, sizeof path, "%s/proc/self/cgroup", root);
    FILE *file = fopen(path, "re");
    while (file && !found && fgets(line, sizeof line, file))
        found = ask_group(root, line, wanted, text, size);
    if (file)
        fclose(file);
    return found;
}
