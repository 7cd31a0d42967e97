# One page of the manual: what `airlog manual` prints, packed so that the same input gives the same bytes.
string(REGEX REPLACE "\\.gz$" "" plain "${OUTPUT}")
execute_process(COMMAND "${COMMAND}" manual ${ARGUMENT} OUTPUT_FILE "${plain}" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${GZIP}" -9nf "${plain}" COMMAND_ERROR_IS_FATAL ANY)
