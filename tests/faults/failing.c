/* Makes the n-th system call on files under one folder fail; preloaded by tests/test_faults.py.

   Calls are counted from the last `fail_at`, on paths under the folder and on handles opened there. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[4096];
static int count, at, error_number, is_forever, is_on;
static char is_ours[65536];

void fail_at(const char *where, int n, int error, int forever) {
    strncpy(folder, where, sizeof folder - 1);
    count = 0;
    at = n;
    error_number = error;
    is_forever = forever;
    is_on = 1;
}

int calls(void) { is_on = 0; return count; }

static int fails(void) {
    count++;
    if (at && (count == at || (is_forever && count > at))) {
        errno = error_number;
        return 1;
    }
    return 0;
}

static int path_is_ours(const char *path) {
    return is_on && folder[0] && path && !strncmp(path, folder, strlen(folder));
}

static int handle_is_ours(int handle) {
    return is_on && handle >= 0 && handle < (int)sizeof is_ours && is_ours[handle];
}

static int opened(int handle, const char *path) {
    if (handle >= 0 && handle < (int)sizeof is_ours)
        is_ours[handle] = folder[0] && path && !strncmp(path, folder, strlen(folder));
    return handle;
}

#define REAL(name, ...) static __typeof__(&name) real; if (!real) real = dlsym(RTLD_NEXT, #name)
#define MODE va_list list; va_start(list, flags); mode_t mode = va_arg(list, int); va_end(list)

int open(const char *path, int flags, ...) {
    MODE;
    REAL(open);
    return path_is_ours(path) && fails() ? -1 : opened(real(path, flags, mode), path);
}
int open64(const char *path, int flags, ...) {
    MODE;
    REAL(open64);
    return path_is_ours(path) && fails() ? -1 : opened(real(path, flags, mode), path);
}
int openat(int directory, const char *path, int flags, ...) {
    MODE;
    REAL(openat);
    return path_is_ours(path) && fails() ? -1 : opened(real(directory, path, flags, mode), path);
}

#define ON_HANDLE(type, name, parameters, arguments) \
    type name parameters { REAL(name); return handle_is_ours(handle) && fails() ? -1 : real arguments; }
#define ON_PATH(name, parameters, arguments) \
    int name parameters { REAL(name); return path_is_ours(path) && fails() ? -1 : real arguments; }

ON_HANDLE(ssize_t, read, (int handle, void *data, size_t size), (handle, data, size))
ON_HANDLE(ssize_t, write, (int handle, const void *data, size_t size), (handle, data, size))
ON_HANDLE(ssize_t, pread, (int handle, void *data, size_t size, off_t offset), (handle, data, size, offset))
ON_HANDLE(ssize_t, pread64, (int handle, void *data, size_t size, off64_t offset), (handle, data, size, offset))
ON_HANDLE(ssize_t, pwrite, (int handle, const void *data, size_t size, off_t offset), (handle, data, size, offset))
ON_HANDLE(ssize_t, pwrite64, (int handle, const void *data, size_t size, off64_t offset), (handle, data, size, offset))
ON_HANDLE(int, fsync, (int handle), (handle))
ON_HANDLE(int, fdatasync, (int handle), (handle))
ON_HANDLE(int, ftruncate, (int handle, off_t length), (handle, length))
ON_HANDLE(int, ftruncate64, (int handle, off64_t length), (handle, length))
ON_HANDLE(int, fchmod, (int handle, mode_t mode), (handle, mode))
ON_PATH(unlink, (const char *path), (path))
ON_PATH(mkdir, (const char *path, mode_t mode), (path, mode))
ON_PATH(rename, (const char *path, const char *target), (path, target))
ON_PATH(link, (const char *path, const char *target), (path, target))
ON_PATH(stat, (const char *path, struct stat *found), (path, found))
ON_PATH(lstat, (const char *path, struct stat *found), (path, found))
ON_PATH(stat64, (const char *path, struct stat64 *found), (path, found))
ON_PATH(lstat64, (const char *path, struct stat64 *found), (path, found))
ON_HANDLE(int, fstat, (int handle, struct stat *found), (handle, found))
ON_HANDLE(int, fstat64, (int handle, struct stat64 *found), (handle, found))

DIR *opendir(const char *path) {
    REAL(opendir);
    return path_is_ours(path) && fails() ? NULL : real(path);
}
