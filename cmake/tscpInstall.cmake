# The install rules, and the package files of the install tree and of the build tree.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/tscp")
install(DIRECTORY include/tscp DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(TARGETS tscp EXPORT tscpTargets)
install(EXPORT tscpTargets NAMESPACE tscp:: DESTINATION "${package_dir}")
export(EXPORT tscpTargets NAMESPACE tscp:: FILE "${CMAKE_CURRENT_BINARY_DIR}/tscpTargets.cmake")

configure_package_config_file(cmake/tscpConfig.cmake.in tscpConfig.cmake INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file(tscpConfigVersion.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
configure_file(cmake/tscpBackends.cmake tscpBackends.cmake COPYONLY)
configure_file(cmake/FindCryptoPP.cmake FindCryptoPP.cmake COPYONLY)

install(FILES
    "${CMAKE_CURRENT_BINARY_DIR}/tscpConfig.cmake"
    "${CMAKE_CURRENT_BINARY_DIR}/tscpConfigVersion.cmake"
    cmake/tscpBackends.cmake
    cmake/FindCryptoPP.cmake
    DESTINATION "${package_dir}")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/licenses/tscp")
