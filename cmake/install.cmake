# cmake --install: the program, the bundled lexicons, the man pages and the completions.
include(GNUInstallDirs)
install(TARGETS concord RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY lexicons/actors lexicons/themes DESTINATION ${CMAKE_INSTALL_DATADIR}/concord/lexicons
        FILES_MATCHING PATTERN "*.yaml")
