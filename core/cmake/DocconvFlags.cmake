# Warnings and hardening, each flag probed, for every target of the project.
# Targets take them by linking docconv_flags; plugins also link
# docconv_plugin_flags.

include(CheckCCompilerFlag)
include(CheckLinkerFlag)

add_library(docconv_flags INTERFACE)
add_library(docconv_plugin_flags INTERFACE)

# Adds the compile flag if the C compiler knows it.
function(docconv_compile_flag target flag)
    string(MAKE_C_IDENTIFIER "HAVE${flag}" have)
    check_c_compiler_flag("-Werror ${flag}" ${have})
    if(${have})
        target_compile_options(${target} INTERFACE ${flag})
    endif()
endfunction()

# Adds the link flag if the linker knows it.
function(docconv_link_flag target flag)
    string(MAKE_C_IDENTIFIER "HAVE_LINK${flag}" have)
    check_linker_flag(C "${flag}" ${have})
    if(${have})
        target_link_options(${target} INTERFACE ${flag})
    endif()
endfunction()

# C++ (one shim) is warned of what both languages know.
target_compile_options(docconv_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wvla
    $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes>
    $<$<COMPILE_LANGUAGE:C>:-Wmissing-prototypes>
    $<$<BOOL:${DOCCONV_WERROR}>:-Werror>)
target_compile_definitions(docconv_flags INTERFACE _GNU_SOURCE)

foreach(flag
        -fstack-protector-strong
        -fstack-clash-protection
        -fcf-protection=full
        -ftrivial-auto-var-init=zero
        -fzero-call-used-regs=used-gpr
        -fstrict-flex-arrays=3
        -fno-delete-null-pointer-checks
        -fno-strict-overflow
        -fno-strict-aliasing)
    docconv_compile_flag(docconv_flags ${flag})
endforeach()
target_compile_options(docconv_flags INTERFACE
    -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)

# FORTIFY needs the optimiser, and sanitizers replace it.
if(NOT DOCCONV_SANITIZE AND NOT DOCCONV_FUZZ)
    target_compile_definitions(docconv_flags INTERFACE
        $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=3>)
endif()

foreach(flag
        -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,-z,separate-code)
    docconv_link_flag(docconv_flags ${flag})
endforeach()
docconv_link_flag(docconv_plugin_flags -Wl,-z,nodelete)
if(NOT DOCCONV_SANITIZE AND NOT DOCCONV_FUZZ)
    docconv_link_flag(docconv_plugin_flags -Wl,-z,defs)
endif()

include(CheckPIESupported)
check_pie_supported(LANGUAGES C)

if(DOCCONV_SANITIZE)
    set(sanitize
        -fsanitize=${DOCCONV_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    add_compile_options(${sanitize})
    add_link_options(${sanitize})
endif()
if(DOCCONV_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
