// receipt._compared_row — the one shape of a compared input.

beside {
  .*, input_key: made_from.input_key, role: made_from.role, position: made_from.position, weight: made_from.weight,
  hash: made_from.hash, name: made_from.name, was_current: made_from.was_current
}
