include(CMakeFindDependencyMacro)
find_dependency(tscp COMPONENTS portable)
include("${CMAKE_CURRENT_LIST_DIR}/dependentTargets.cmake")
