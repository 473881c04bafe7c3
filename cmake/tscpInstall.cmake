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

# What finds the backends: the list, and the find modules of vendors that have no package of their own.
set(package_files backends.txt tscpBackendList.cmake tscpBackends.cmake)
foreach(backend IN LISTS tscp_all_backends)
    list(GET tscp_backend_${backend} 1 vendor_package)
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/cmake/Find${vendor_package}.cmake")
        list(APPEND package_files Find${vendor_package}.cmake)
    endif()
endforeach()
foreach(file IN LISTS package_files)
    configure_file(cmake/${file} ${file} COPYONLY)
    install(FILES cmake/${file} DESTINATION "${package_dir}")
endforeach()

install(FILES
    "${CMAKE_CURRENT_BINARY_DIR}/tscpConfig.cmake"
    "${CMAKE_CURRENT_BINARY_DIR}/tscpConfigVersion.cmake"
    DESTINATION "${package_dir}")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/licenses/tscp")
