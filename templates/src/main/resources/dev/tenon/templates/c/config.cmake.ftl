<#-- SPDX-License-Identifier: Apache-2.0 -->
# ${view.origin}
#
#   find_package(${view.schema} CONFIG REQUIRED)      with the folder above "lib" in CMAKE_PREFIX_PATH
#   target_link_libraries(... PRIVATE ${view.schema}::${view.schema})

if(TARGET ${view.schema}::${view.schema})
  return()
endif()

get_filename_component(_${view.schema}_root "<#noparse>${CMAKE_CURRENT_LIST_DIR}</#noparse>/../../.." ABSOLUTE)
<#if view.regions>

include(CMakeFindDependencyMacro)
if(NOT TARGET tenon::tenon)
  find_dependency(tenon CONFIG)
endif()

add_library(${view.schema}-tenon STATIC "<#noparse>${</#noparse>_${view.schema}_root}/src/${view.schema}/${view.schema}_regions.c")
add_library(${view.schema}::${view.schema} ALIAS ${view.schema}-tenon)
target_compile_features(${view.schema}-tenon PUBLIC c_std_99)
set_target_properties(${view.schema}-tenon PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_include_directories(${view.schema}-tenon PUBLIC "<#noparse>${</#noparse>_${view.schema}_root}/include")
target_link_libraries(${view.schema}-tenon PUBLIC tenon::tenon)
if(CMAKE_C_COMPILER_ID MATCHES "GNU|Clang")
  # A C++ exception of a handler passes through.
  target_compile_options(${view.schema}-tenon PRIVATE -fexceptions)
endif()
<#else>

add_library(${view.schema}::${view.schema} INTERFACE IMPORTED)
target_include_directories(${view.schema}::${view.schema} INTERFACE "<#noparse>${</#noparse>_${view.schema}_root}/include")
</#if>

unset(_${view.schema}_root)
