// SPDX-License-Identifier: MIT
// Headers of this machine's vendors that are known for their macros, as far as they are there.
#pragma once

#include <complex.h>
#include <math.h>
#include <stdlib.h>

#if __has_include(<sys/param.h>)
#include <sys/param.h>
#endif
#if __has_include(<sys/sysmacros.h>)
#include <sys/sysmacros.h>
#endif
#if __has_include(<termios.h>)
#include <termios.h>
#endif
#if __has_include(<curses.h>)
#include <curses.h>
#endif
#if __has_include(<X11/Xlib.h>)
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#endif
#if __has_include(<winsock2.h>)
#include <winsock2.h>
#include <ws2tcpip.h>

#include <windows.h>

#include <commdlg.h>
#include <dlgs.h>
#include <excpt.h>
#include <ole2.h>
#endif
