<#-- SPDX-License-Identifier: Apache-2.0 -->
body { font-family: "Acme Sans", sans-serif; }
