// SPDX-License-Identifier: MIT
// Macros that vendors' headers define, with their own number of arguments: what comes after them must compile. The
// headers of the standard library and of the vendors of backends are included before, as an application would have it.
#pragma once

// windows.h and its relatives.
#define near
#define far
#define small char
#define interface struct
#define IN
#define OUT
#define OPTIONAL
#define ERROR 0
#define DELETE 0x00010000L
#define NO_ERROR 0L
#define STRICT 1
#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))

// The AssertMacros of Apple.
#define check(assertion) ((void)(assertion))
#define require(assertion, label) ((void)(assertion))
#define verify(assertion) ((void)(assertion))

// lwIP with names of sockets as macros.
#define accept(s, addr, length) lwip_accept(s, addr, length)
#define bind(s, name, length) lwip_bind(s, name, length)
#define close(s) lwip_close(s)
#define connect(s, name, length) lwip_connect(s, name, length)
#define listen(s, backlog) lwip_listen(s, backlog)
#define poll(fds, count, timeout) lwip_poll(fds, count, timeout)
#define read(s, memory, length) lwip_read(s, memory, length)
#define recv(s, memory, length, flags) lwip_recv(s, memory, length, flags)
#define select(count, in, out, except, timeout) lwip_select(count, in, out, except, timeout)
#define send(s, data, size, flags) lwip_send(s, data, size, flags)
#define shutdown(s, how) lwip_shutdown(s, how)
#define write(s, data, length) lwip_write(s, data, length)

// Arduino and the headers of its chips.
#define abs(x) ((x) > 0 ? (x) : -(x))
#define bit(b) (1UL << (b))
#define bitRead(value, b) (((value) >> (b)) & 0x01)
#define constrain(value, low, high) ((value) < (low) ? (low) : ((value) > (high) ? (high) : (value)))
#define degrees(radians) ((radians)*57.29)
#define F(literal) (literal)
#define HIGH 0x1
#define INPUT 0x0
#define interrupts() ((void)0)
#define LOW 0x0
#define OUTPUT 0x1
#define PI 3.14
#define radians(degrees) ((degrees)*0.01745)
#define round(x) ((x) >= 0 ? static_cast<long>((x) + 0.5) : static_cast<long>((x)-0.5))
#define sq(x) ((x) * (x))
#define swap(a, b) lwip_swap(a, b)

// C headers of chips and of old systems.
#define major(device) ((device) >> 8)
#define minor(device) ((device)&0xff)
#define _A 0
#define _B 0
#define unix 1
#define linux 1
