// A disk that takes a millisecond longer to say that something is on it, as disks of virtual machines and across a
// network do: preloaded before a program, for fsync and fdatasync. What was asked for is done all the same.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static const struct timespec longer = {.tv_nsec = 1000 * 1000};

int fdatasync(int file) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  nanosleep(&longer, 0);
  return real(file);
}

int fsync(int file) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  nanosleep(&longer, 0);
  return real(file);
}
