# Whatever states a version must state that of version.hpp.
#   cmake -DVERSION=x.y.z -DTSCP_SOURCE=... -P versions.cmake

file(READ "${TSCP_SOURCE}/CHANGELOG.md" changelog)
if(NOT changelog MATCHES "## \\[?${VERSION}\\]?")
    message(FATAL_ERROR "CHANGELOG.md has no entry for ${VERSION}")
endif()
file(READ "${TSCP_SOURCE}/README.md" readme)
if(NOT readme MATCHES "GIT_TAG v${VERSION}")
    message(FATAL_ERROR "README.md does not fetch v${VERSION}")
endif()
