// SPDX-License-Identifier: MIT
// For thread sanitizer runs only. QProcess starts a child that borrows its parent's memory, by
// clone(); clang 14's own clone() then takes the child for a fork and ends the program. The
// system's does not.
#include <cstdarg>
#include <dlfcn.h>
#include <sched.h>
#include <sys/types.h>

extern "C" int clone(int (*run)(void*), void* stack, int flags, void* argument, ...) noexcept
{
    using Clone = int (*)(int (*)(void*), void*, int, void*, ...);
    static const auto real = reinterpret_cast<Clone>(dlsym(RTLD_NEXT, "clone"));
    va_list more;
    va_start(more, argument);
    auto* const parent = va_arg(more, pid_t*);
    void* const storage = va_arg(more, void*);
    auto* const child = va_arg(more, pid_t*);
    va_end(more);
    return real(run, stack, flags, argument, parent, storage, child);
}
