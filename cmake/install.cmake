# cmake --install: the program, the bundled lexicons where it looks for them (../share/concord/lexicons), and the man pages and
# completions that it prints itself, so that they cannot disagree with it.
include(GNUInstallDirs)
install(TARGETS concord RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY lexicons/actors lexicons/themes lexicons/texts lexicons/places DESTINATION ${CMAKE_INSTALL_DATADIR}/concord/lexicons
        FILES_MATCHING PATTERN "*.yaml" PATTERN "*.json")
install(FILES lexicons/schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/concord/lexicons)
install(FILES docs/query-language.md docs/cookbook.md docs/output.schema.json DESTINATION ${CMAKE_INSTALL_DOCDIR})

if(CMAKE_CROSSCOMPILING)
  return()
endif()
set(manual ${CMAKE_BINARY_DIR}/manual)
add_custom_command(
  OUTPUT ${manual}/done
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${manual}
  COMMAND concord generate man ${manual}/man1
  COMMAND concord generate completion bash > ${manual}/concord.bash
  COMMAND concord generate completion zsh > ${manual}/_concord
  COMMAND concord generate completion fish > ${manual}/concord.fish
  COMMAND ${CMAKE_COMMAND} -E touch ${manual}/done
  DEPENDS concord
  COMMENT "Man pages and completions"
  VERBATIM)
add_custom_target(concord_manual ALL DEPENDS ${manual}/done)
install(DIRECTORY ${manual}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES ${manual}/concord.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME concord)
install(FILES ${manual}/_concord DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${manual}/concord.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
