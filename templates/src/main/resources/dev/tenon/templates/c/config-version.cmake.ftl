<#-- SPDX-License-Identifier: Apache-2.0 -->
# ${view.origin}
#
# Contract version of the schema: a later version is compatible with earlier ones.
set(PACKAGE_VERSION "${view.version}")
set(PACKAGE_VERSION_COMPATIBLE FALSE)
if(PACKAGE_FIND_VERSION VERSION_LESS_EQUAL PACKAGE_VERSION)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
endif()
if(PACKAGE_FIND_VERSION VERSION_EQUAL PACKAGE_VERSION)
  set(PACKAGE_VERSION_EXACT TRUE)
endif()
