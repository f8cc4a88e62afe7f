/* A wall clock that is wrong: LD_PRELOADed, it adds the seconds that stand in the file NOISONG_CLOCK
   (a double, which may change at any time) to what the machine says. For tests only. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static volatile double *offset;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("NOISONG_CLOCK");
    int file = path ? open(path, O_RDONLY) : -1;
    if (file < 0) return;
    void *seen = mmap(0, sizeof(double), PROT_READ, MAP_SHARED, file, 0);
    if (seen != MAP_FAILED) offset = seen;
    close(file);
}

int clock_gettime(clockid_t which, struct timespec *now) {
    long answer = syscall(SYS_clock_gettime, which, now);
    if (answer == 0 && offset && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) {
        long long all = (long long)now->tv_sec * 1000000000LL + now->tv_nsec;
        all += (long long)(*offset * 1e9);
        now->tv_sec = all / 1000000000LL;
        now->tv_nsec = all % 1000000000LL;
    }
    return (int)answer;
}
