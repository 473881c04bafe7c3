# The install rules, and the package files of the install tree and of the build tree.

include(GNUInstallDirs)

# Headers alone: no editor's backup or lock file.
install(DIRECTORY include/tscp DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    FILES_MATCHING PATTERN "*.hpp" PATTERN ".*" EXCLUDE)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/licenses/tscp")

set(tscp_package_dir "${CMAKE_INSTALL_DATADIR}/cmake/tscp")
set_target_properties(tscp_headers PROPERTIES EXPORT_NAME tscp)
install(TARGETS tscp_headers EXPORT tscpTargets INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT tscpTargets NAMESPACE tscp:: DESTINATION "${tscp_package_dir}")
export(EXPORT tscpTargets NAMESPACE tscp:: FILE "${CMAKE_CURRENT_BINARY_DIR}/tscpTargets.cmake")

# What finds the backends: the list, and the find modules of vendors that have no package of their own.
set(tscp_package_files tscpConfig.cmake backends.txt tscpBackendList.cmake tscpBackends.cmake)
foreach(backend IN LISTS tscp_all_backends)
    list(GET tscp_backend_${backend} 1 vendor_package)
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/cmake/Find${vendor_package}.cmake")
        list(APPEND tscp_package_files Find${vendor_package}.cmake)
    endif()
endforeach()
foreach(file IN LISTS tscp_package_files)
    configure_file(cmake/${file} ${file} COPYONLY)
    install(FILES cmake/${file} DESTINATION "${tscp_package_dir}")
endforeach()
configure_file(cmake/tscpConfigVersion.cmake.in tscpConfigVersion.cmake @ONLY)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/tscpConfigVersion.cmake" DESTINATION "${tscp_package_dir}")

# The file for pkg-config finds the headers from where it lies itself, so that the tree may be moved. What is absolute
# stays, its spaces escaped as pkg-config has them in pcfiledir.
set(tscp_pkgconfig_dir "${CMAKE_INSTALL_DATADIR}/pkgconfig")
set(tscp_pc_prefix "${CMAKE_INSTALL_PREFIX}")
if(NOT IS_ABSOLUTE "${tscp_pkgconfig_dir}")
    cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}/${tscp_pkgconfig_dir}"
        OUTPUT_VARIABLE tscp_pc_prefix)
    string(PREPEND tscp_pc_prefix "\${pcfiledir}/")
endif()
set(tscp_pc_includedir "${CMAKE_INSTALL_INCLUDEDIR}")
if(NOT IS_ABSOLUTE "${tscp_pc_includedir}")
    string(PREPEND tscp_pc_includedir "\${prefix}/")
endif()
string(REPLACE " " "\\ " tscp_pc_prefix "${tscp_pc_prefix}")
string(REPLACE " " "\\ " tscp_pc_includedir "${tscp_pc_includedir}")
configure_file(cmake/tscp.pc.in tscp.pc @ONLY)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/tscp.pc" DESTINATION "${tscp_pkgconfig_dir}")
