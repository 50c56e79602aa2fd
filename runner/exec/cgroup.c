#include "cgroup.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
struct membership {
    const char *controllers; /* "" in version 2 */
    char *group;
};

/* Cuts the line to pieces; false when it is not one. */
static bool split_line(char *line, struct membership *membership)
{
    char *controllers = strchr(line, ':');
    char *group = controllers ? strchr(controllers + 1, ':') : NULL;
    if (!group)
        return false;
    *group++ = '\0';
    group[strcspn(group, "\n")] = '\0';
    *membership = (struct membership){controllers + 1, group};
    return true;
}

/* Takes this process's memberships one by one until `take` is content. */
static bool each_membership(const char *root, bool (*take)(const struct membership *, void *),
                            void *context)
{
    char path[PATH_SIZE], line[PATH_SIZE];
    struct membership membership;
    bool taken = false;
    snprintf(path, sizeof path, "%s/proc/self/cgroup", root);
    FILE *file = fopen(path, "re");
    while (file && !taken && fgets(line, sizeof line, file))
        taken = split_line(line, &membership) && take(&membership, context);
    if (file)
        fclose(file);
    return taken;
}

struct limit_question {
    const char *root;
    const struct cgroup_file *wanted;
    char *text;
    size_t size;
};

static bool ask_limit(const struct membership *membership, void *context)
{
    const struct limit_question *question = context;
    const struct cgroup_file *wanted = question->wanted;
    char mount[PATH_SIZE];
    bool old = *membership->controllers != '\0';
    if (old && !is_listed(membership->controllers, wanted->old_controller))
        return false;
    snprintf(mount, sizeof mount, "%s/sys/fs/cgroup%s%s", question->root, old ? "/" : "",
             old ? wanted->old_controller : "");
    return search(mount, membership->group, old ? wanted->old_file : wanted->file, question->text,
                  question->size);
}

bool cgroup_limit(const char *root, const struct cgroup_file *wanted, char *text, size_t size)
{
    struct limit_question question = {root, wanted, text, size};
    return each_membership(root, ask_limit, &question);
}

struct folder_question {
    const char *root, *controller;
    char *path;
    size_t size;
};

static bool ask_folder(const struct membership *membership, void *context)
{
    const struct folder_question *question = context;
    const char *controller = question->controller;
    const char *group = strcmp(membership->group, "/") == 0 ? "" : membership->group;
    if (controller ? !is_listed(membership->controllers, controller) : *membership->controllers)
        return false;
    int length = snprintf(question->path, question->size, "%s/sys/fs/cgroup%s%s%s", question->root,
                          controller ? "/" : "", controller ? controller : "", group);
    return length < (int)question->size && access(question->path, F_OK) == 0;
}

bool cgroup_folder(const char *root, const char *controller, char *path, size_t size)
{
    struct folder_question question = {root, controller, path, size};
    return each_membership(root, ask_folder, &question);
}
