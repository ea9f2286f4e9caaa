<#-- SPDX-License-Identifier: Apache-2.0 -->
<#macro imported><#list view.imports as schema> ${schema}::${schema}</#list></#macro>
<#assign name = view.schema root = r"${_" + name + "_root}" component = r"${_" + name + "_component}">
<#assign components = [name] + view.callbacks?then(["callbacks"], []) + view.exports?then(["exports"], [])>
# ${view.origin}
#
#   find_package(${name} CONFIG REQUIRED)      with the folder above "lib" in CMAKE_PREFIX_PATH
#   target_link_libraries(... PRIVATE ${name}::${name})
<#if view.callbacks>
#   target_link_libraries(... PRIVATE ${name}::callbacks)      in the library that Java loads
</#if>
<#if view.exports>
#   target_link_libraries(... PRIVATE ${name}::exports)        in the program that calls Java
</#if>

# COMPONENTS: <#list components as one>${one}<#sep>, </#list>.
foreach(_${name}_component IN LISTS ${name}_FIND_COMPONENTS)
  if(_${name}_component MATCHES "^(<#list components as one>${one}<#sep>|</#list>)$")
    set(${name}_${component}_FOUND TRUE)
  else()
    set(${name}_${component}_FOUND FALSE)
    if(${name}_FIND_REQUIRED_${component})
      set(${name}_FOUND FALSE)
      set(${name}_NOT_FOUND_MESSAGE
        "${name} has no component '${component}'. Its components: <#list components as one>${one}<#sep>, </#list>.")
      return()
    endif()
  endif()
endforeach()
unset(_${name}_component)

if(TARGET ${name}::${name})
  return()
endif()

get_filename_component(_${name}_root "<#noparse>${CMAKE_CURRENT_LIST_DIR}</#noparse>/../../.." ABSOLUTE)
<#if view.regions || view.callbacks || view.exports || view.imports?has_content>

include(CMakeFindDependencyMacro)
</#if>
<#if view.regions || view.callbacks || view.exports>
if(NOT TARGET tenon::tenon)
  find_dependency(tenon CONFIG)
endif()
</#if>
<#list view.imports as schema>
# The package beside this one was generated with it.
if(EXISTS "${root}/lib/cmake/${schema}/${schema}-config.cmake")
  find_dependency(${schema} CONFIG PATHS "${root}" NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
else()
  find_dependency(${schema} CONFIG)
endif()
</#list>
<#if view.regions>

# Imported targets: a library that links them can be installed and exported.
add_library(${name}-tenon STATIC "${root}/src/${name}/${name}_regions.c")
add_library(${name}::${name} INTERFACE IMPORTED GLOBAL)
set_target_properties(${name}::${name} PROPERTIES INTERFACE_LINK_LIBRARIES ${name}-tenon)
target_compile_features(${name}-tenon PUBLIC c_std_99)
set_target_properties(${name}-tenon PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_include_directories(${name}-tenon PUBLIC "${root}/include")
target_link_libraries(${name}-tenon PUBLIC tenon::tenon)
if(CMAKE_C_COMPILER_ID MATCHES "GNU|Clang")
  # A C++ exception of a handler passes through.
  target_compile_options(${name}-tenon PRIVATE -fexceptions)
endif()
<#else>

add_library(${name}::${name} INTERFACE IMPORTED GLOBAL)
target_include_directories(${name}::${name} INTERFACE "${root}/include")
</#if>
<#list view.imports as schema>
target_link_libraries(${view.typesTarget} <#if view.regions>PUBLIC<#else>INTERFACE</#if> ${schema}::${schema})
</#list>
<#if view.callbacks>

# Sources are compiled into the library that uses them: a linker would drop from an archive the
# functions that only Java calls.
<#if !view.calledCallbacks>
add_library(${view.callbacksTarget} INTERFACE IMPORTED GLOBAL)
target_include_directories(${view.callbacksTarget} INTERFACE "${root}/include")
</#if>
target_sources(${view.callbacksTarget} INTERFACE "${root}/src/${name}/${name}_callbacks.c")
target_compile_features(${view.callbacksTarget} INTERFACE c_std_99)
target_link_libraries(${view.callbacksTarget} INTERFACE tenon::tenon<@imported/>)
</#if>
<#if view.exports>

add_library(${name}-exports STATIC "${root}/src/${name}/${name}_exports.c")
<#if view.calledExports>
target_link_libraries(${view.typesTarget} INTERFACE ${name}-exports)
<#else>
add_library(${name}::exports INTERFACE IMPORTED GLOBAL)
set_target_properties(${name}::exports PROPERTIES INTERFACE_LINK_LIBRARIES ${name}-exports)
</#if>
target_compile_features(${name}-exports PUBLIC c_std_99)
set_target_properties(${name}-exports PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_include_directories(${name}-exports PUBLIC "${root}/include")
target_link_libraries(${name}-exports PUBLIC tenon::tenon<@imported/><#if view.callbacks> PRIVATE ${view.callbacksTarget}</#if>)
</#if>

unset(_${name}_root)
