@echo off
rem The command line of the installed program, under the Node that it carries.
setlocal
if not defined REGBENCH_COMMAND set "REGBENCH_COMMAND=%~f0"
"%~dp0..\node\node.exe" "%~dp0..\app.asar.unpacked\out\main\src-main\hosts\cli\main.js" %*
