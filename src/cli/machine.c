/* SPDX-License-Identifier: MIT */
/* Looking at the machine through /sys and /proc. */
#include "machine.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/fscrypt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "rir/file.h"

#define MOST_BYTES (1024 * 1024)
#define MOST_DEPTH 8 /* of devices on devices */

static void add_path(Str *out, const char *path)
{
    const char *root = getenv("RIR_SYSTEM");
    str_clear(out);
    str_add_format(out, "%s%s", root ? root : "", path);
}

/* The text of a small file, without its last line end; "" when it cannot be read. */
static void read_text(const char *path, Str *text)
{
    str_clear(text);
    file_read(path, MOST_BYTES, text, NULL);
    while (text->size > 0 && text->data[text->size - 1] == '\n')
        str_cut(text, text->size - 1);
}

/* --- devices: one that dm-crypt made, or one that lies on such */

static MachineSeal look_at_device(const char *folder, int depth);

static MachineSeal look_below(const char *folder, int depth)
{
    Str path = STR_EMPTY;
    MachineSeal seal = MACHINE_OPEN;
    size_t count = 0;
    str_add_format(&path, "%s/slaves", folder);
    DIR *below = opendir(str_text(&path));
    for (struct dirent *entry; below && (entry = readdir(below)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        Str one = STR_EMPTY;
        str_add_format(&one, "%s/%s", str_text(&path), entry->d_name);
        MachineSeal found = look_at_device(str_text(&one), depth + 1);
        seal = count++ == 0 || found != MACHINE_SEALED ? found : seal; /* all of them must be sealed */
        str_free(&one);
        if (seal != MACHINE_SEALED)
            break;
    }
    if (below)
        closedir(below);
    str_free(&path);
    return seal;
}

static MachineSeal look_at_device(const char *folder, int depth)
{
    Str path = STR_EMPTY, text = STR_EMPTY;
    str_add_format(&path, "%s/dm/uuid", folder);
    read_text(str_text(&path), &text);
    bool is_crypt = strncmp(str_text(&text), "CRYPT-", 6) == 0;
    str_free(&path);
    str_free(&text);
    if (is_crypt)
        return MACHINE_SEALED;
    return depth < MOST_DEPTH ? look_below(folder, depth) : MACHINE_UNKNOWN;
}

static MachineSeal look_at_number(unsigned major_number, unsigned minor_number)
{
    Str path = STR_EMPTY, sys = STR_EMPTY;
    MachineSeal seal = MACHINE_UNKNOWN;
    str_add_format(&path, "/sys/dev/block/%u:%u", major_number, minor_number);
    add_path(&sys, str_text(&path));
    if (major_number != 0 && file_exists(str_text(&sys)))
        seal = look_at_device(str_text(&sys), 0);
    str_free(&path);
    str_free(&sys);
    return seal;
}

static MachineSeal look_at_node(const char *device)
{
    struct stat facts;
    Str path = STR_EMPTY;
    MachineSeal seal = MACHINE_UNKNOWN;
    add_path(&path, device);
    if (stat(str_text(&path), &facts) == 0 && S_ISBLK(facts.st_mode))
        seal = look_at_number(major(facts.st_rdev), minor(facts.st_rdev));
    str_free(&path);
    return seal;
}

/* --- file systems */

/* Finds the mount that holds `path`: its type and source, from /proc/self/mountinfo. */
static bool find_mount(const char *path, Str *type, Str *source)
{
    Str file = STR_EMPTY, text = STR_EMPTY;
    size_t longest = 0;
    add_path(&file, "/proc/self/mountinfo");
    read_text(str_text(&file), &text);
    char *rest = NULL;
    for (char *line = text.data ? strtok_r(text.data, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest)) {
        char point[1024], kind[64], from[1024];
        const char *dash = strstr(line, " - ");
        if (!dash || sscanf(line, "%*s %*s %*s %*s %1023s", point) != 1 ||
            sscanf(dash, " - %63s %1023s", kind, from) != 2)
            continue;
        size_t size = strcmp(point, "/") == 0 ? 0 : strlen(point);
        if (strncmp(path, point, size) != 0 || (path[size] != '/' && path[size] != '\0') ||
            size + 1 <= longest)
            continue;
        longest = size + 1;
        str_clear(type);
        str_add(type, kind);
        str_clear(source);
        str_add(source, from);
    }
    str_free(&file);
    str_free(&text);
    return longest > 0;
}

static bool is_fscrypt(const char *path)
{
    struct fscrypt_get_policy_ex_arg policy = {.policy_size = sizeof policy.policy};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    bool is_sealed = descriptor >= 0 && ioctl(descriptor, FS_IOC_GET_ENCRYPTION_POLICY_EX, &policy) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return is_sealed;
}

MachineSeal machine_find_seal(const char *path, Str *how)
{
    struct stat facts;
    Str type = STR_EMPTY, source = STR_EMPTY;
    char *whole = realpath(path, NULL);
    MachineSeal seal = MACHINE_UNKNOWN;
    bool has_mount = whole && find_mount(whole, &type, &source);
    if (is_fscrypt(path)) {
        seal = MACHINE_SEALED;
        str_add(how, "by fscrypt");
    } else if (has_mount && strcmp(str_text(&type), "ecryptfs") == 0) {
        seal = MACHINE_SEALED;
        str_add(how, "by eCryptfs");
    } else if (has_mount && strcmp(str_text(&type), "zfs") == 0) {
        str_add(how, "ZFS: `zfs get encryption` tells");
    } else {
        if (stat(path, &facts) == 0)
            seal = look_at_number(major(facts.st_dev), minor(facts.st_dev));
        if (seal == MACHINE_UNKNOWN && has_mount)
            seal = look_at_node(str_text(&source));
        str_add_format(how, "%s", seal == MACHINE_SEALED ? "by dm-crypt" : str_text(&type));
    }
    free(whole);
    str_free(&type);
    str_free(&source);
    return seal;
}

/* --- swap */

static MachineSeal look_at_swap(const char *name, const char *type)
{
    Str ignored = STR_EMPTY;
    MachineSeal seal;
    if (strncmp(name, "/dev/zram", 9) == 0)
        return MACHINE_SEALED;
    seal = strcmp(type, "file") == 0 ? machine_find_seal(name, &ignored) : look_at_node(name);
    str_free(&ignored);
    return seal;
}

MachineSeal machine_find_swap(Str *how)
{
    Str path = STR_EMPTY, text = STR_EMPTY;
    MachineSeal worst = MACHINE_SEALED;
    size_t count = 0;
    add_path(&path, "/proc/swaps");
    bool is_there = file_exists(str_text(&path));
    read_text(str_text(&path), &text);
    char *rest = NULL;
    for (char *line = text.data ? strtok_r(text.data, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest)) {
        char name[1024], type[64];
        if (sscanf(line, "%1023s %63s", name, type) != 2 || name[0] != '/')
            continue;
        MachineSeal seal = look_at_swap(name, type);
        count++;
        if (seal != MACHINE_SEALED) {
            worst = seal == MACHINE_OPEN || worst == MACHINE_SEALED ? seal : worst;
            str_add_format(how, "%s%s", how->size ? ", " : "", name);
        }
    }
    if (count == 0)
        str_add(how, "there is none");
    str_free(&path);
    str_free(&text);
    return is_there ? worst : MACHINE_UNKNOWN;
}

/* --- power */

static void look_at_supply(const char *folder, MachinePower *power)
{
    Str path = STR_EMPTY, text = STR_EMPTY;
    str_add_format(&path, "%s/type", folder);
    read_text(str_text(&path), &text);
    bool is_battery = strcmp(str_text(&text), "Battery") == 0;
    str_clear(&path);
    str_add_format(&path, "%s/%s", folder, is_battery ? "capacity" : "online");
    read_text(str_text(&path), &text);
    if (is_battery && text.size) {
        power->has_battery = true;
        power->percent = atoi(str_text(&text));
    } else if (!is_battery && strcmp(str_text(&text), "1") == 0) {
        power->is_on_mains = true;
    }
    str_free(&path);
    str_free(&text);
}

MachinePower machine_find_power(void)
{
    MachinePower power = {false, false, -1};
    Str path = STR_EMPTY;
    add_path(&path, "/sys/class/power_supply");
    DIR *folder = opendir(str_text(&path));
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        Str one = STR_EMPTY;
        str_add_format(&one, "%s/%s", str_text(&path), entry->d_name);
        look_at_supply(str_text(&one), &power);
        str_free(&one);
    }
    if (folder)
        closedir(folder);
    str_free(&path);
    return power;
}
