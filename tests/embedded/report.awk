# SPDX-License-Identifier: MIT
# Makes tables of the figures that run.sh collects.

function row(name, m0, m3) { printf "| %-36s | %10s | %10s |\n", name, m0, m3 }
function head(title) {
  print ""
  row(title, "Cortex-M0+", "Cortex-M3")
  print "|--------------------------------------|-----------:|-----------:|"
}
function values(name, table, key) { row(name, table["cortex-m0plus", key], table["cortex-m3", key]) }

function flash_row(title, program, cpu) {
  for (cpu in sound) own[cpu, program] = flash[cpu, program] - flash[cpu, "baseline"]
  values(title, own, program)
}

function flash_table(dialects, i, name, title) {
  head("flash beyond an empty program, bytes")
  split("tscp2 debug release debug_release", dialects, " ")
  for (i = 1; i <= 4; i++) {
    name = "footprint-" dialects[i]
    title = dialects[i]
    sub(/_/, " and ", title)
    flash_row(title ", client", name "-client")
    flash_row(title ", server", name "-server")
    flash_row(title ", both ends", name "-client_server")
  }
  head("flash of whole programs, bytes")
  values("an empty program", flash, "baseline")
  values("this test, with its transcripts", flash, "classic_session")
}

function ram_table(i) {
  head("RAM, bytes")
  values("static, of TSCP 2", ram, "footprint-tscp2-client_server")
  values("static, of classic", ram, "footprint-debug_release-client_server")
  values("static, of this test: its buffers", ram, "classic_session")
  for (i = 1; i <= object_count; i++) values("an object: " objects[i], size, objects[i])
  for (i = 1; i <= session_count; i++) values("peak of the stack: " sessions[i], peak, sessions[i])
}

function cost_table(i, key) {
  print ""
  print "| call; classic carries 37 bytes     | Cortex-M0+: instructions | stack | Cortex-M3: instructions | stack |"
  print "|------------------------------------|-------------------------:|------:|------------------------:|------:|"
  for (i = 1; i <= step_count; i++) {
    key = steps[i]
    printf "| %-34s | %24s | %5s | %23s | %5s |\n", key, instructions["cortex-m0plus", key], stack["cortex-m0plus", key],
      instructions["cortex-m3", key], stack["cortex-m3", key]
  }
}

$2 == "flash" { flash[$1, $3] = $4 }
$2 == "ram" { ram[$1, $3] = $4 }
$2 == "size" {
  key = $4 " (" $3 ")"
  size[$1, key] = $5
  if ($1 == "cortex-m3") objects[++object_count] = key
}
$2 == "cost" {
  session = $3 " " $4
  key = session " " $5
  instructions[$1, key] = $6
  stack[$1, key] = $7
  if ($7 > peak[$1, session]) peak[$1, session] = $7
  if ($1 != "cortex-m3") next
  steps[++step_count] = key
  if (!(session in seen)) { seen[session] = 1; sessions[++session_count] = session }
}
$2 == "every" { sound[$1]++ }
$2 == "tscp2" && $3 == "as" { sound[$1]++ }

END {
  if (sound["cortex-m0plus"] != 2 || sound["cortex-m3"] != 2) {
    print "The sessions did not run as recorded: see " FILENAME
    exit 1
  }
  flash_table()
  ram_table()
  cost_table()
}
