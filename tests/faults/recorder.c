/* Loaded before a writing program (LD_PRELOAD), it keeps a journal of everything the program asks of the disk
 * below one folder: files made and removed, bytes written, lengths set, and what was told to be made safe (fsync).
 *
 * RECORD_UNDER names the folder, RECORD_TO the journal. An entry is five numbers (kind, length of the name, inode,
 * offset, length of the data), the name, the data. Kinds: O opened a new file, U removed one, W wrote, T set the
 * length, S made a file safe, D made a folder safe.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FDS 1024
#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

struct entry { uint64_t kind, name_length, inode, offset, length; };

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static uint64_t inodes[FDS]; /* 0: not below the folder */
static char folders[FDS];
static int journal = -1;

static void put(const void *bytes, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    for (const char *at = bytes; length;) {
        ssize_t done = real(journal, at, length);
        if (done <= 0) abort();
        at += done;
        length -= (size_t)done;
    }
}

static void note(char kind, const char *name, uint64_t inode, uint64_t offset, const void *data, uint64_t length) {
    struct entry entry = {(uint64_t)kind, name ? strlen(name) : 0, inode, offset, length};
    pthread_mutex_lock(&one_at_a_time);
    if (journal < 0) {
        REAL(int, "open", const char *, int, ...);
        journal = real(getenv("RECORD_TO"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    put(&entry, sizeof entry);
    if (name) put(name, entry.name_length);
    if (data) put(data, length);
    pthread_mutex_unlock(&one_at_a_time);
}

static int is_below(const char *path) {
    const char *folder = getenv("RECORD_UNDER");
    return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_watched(int fd) { return fd >= 0 && fd < FDS && inodes[fd]; }

static void opened(int fd, const char *path, int was_there) {
    struct stat about;
    if (fd < 0 || fd >= FDS) return;
    inodes[fd] = 0;
    if (!is_below(path) || fstat(fd, &about)) return;
    inodes[fd] = about.st_ino;
    folders[fd] = S_ISDIR(about.st_mode);
    if (!was_there) note('O', path, about.st_ino, 0, NULL, 0);
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, #name, const char *, int, ...); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        int was_there = access(path, F_OK) == 0; \
        int fd = real(path, flags, mode); \
        opened(fd, path, was_there); \
        return fd; \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    REAL(int, "close", int);
    if (fd >= 0 && fd < FDS) inodes[fd] = 0;
    return real(fd);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int fd, const void *data, size_t length, offset_type offset) { \
        REAL(ssize_t, #name, int, const void *, size_t, offset_type); \
        ssize_t done = real(fd, data, length, offset); \
        if (done > 0 && is_watched(fd)) note('W', NULL, inodes[fd], (uint64_t)offset, data, (uint64_t)done); \
        return done; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    ssize_t done = real(fd, data, length);
    if (done > 0 && is_watched(fd)) {
        uint64_t end = (uint64_t)lseek64(fd, 0, SEEK_CUR);
        note('W', NULL, inodes[fd], end - (uint64_t)done, data, (uint64_t)done);
    }
    return done;
}

#define TRUNCATE(name, length_type) \
    int name(int fd, length_type length) { \
        REAL(int, #name, int, length_type); \
        int failed = real(fd, length); \
        if (!failed && is_watched(fd)) note('T', NULL, inodes[fd], (uint64_t)length, NULL, 0); \
        return failed; \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
    int name(int fd) { \
        REAL(int, #name, int); \
        int failed = real(fd); \
        if (!failed && is_watched(fd)) note(folders[fd] ? 'D' : 'S', NULL, inodes[fd], 0, NULL, 0); \
        return failed; \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    int failed = real(path);
    if (!failed && is_below(path)) note('U', path, 0, 0, NULL, 0);
    return failed;
}
