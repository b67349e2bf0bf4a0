INSERT INTO lifters (name, key, note, created)
VALUES ('Ana', 'ana', '', '2026-03-01 09:00:00.000000');
INSERT INTO sensors (uid, model) VALUES ('BVM-17', 'BVM');
INSERT INTO sessions (lifter_id) VALUES (1);
INSERT INTO sets (session_id, lifter_id, sensor_id, lift, load_kg, started, phase, cue, note,
  source, bar_axis, capture, capture_set, video, taught, complete, notices)
VALUES (1, 1, 1, 'squat', 100, '2026-03-14 18:00:00.000000', '', 'chest up', '',
  'ble:BVM', '[0, 1, 0]', 'set.capture', 1, '', 0, true, '[]');
INSERT INTO reps (set_id, rep, capture_set, start_s, end_s, valid, doubts, mean_velocity,
  mean_velocity_se, verdict, reasons)
VALUES (1, 1, 1, 3, 3.9, true, '[]', 0.6, 0.006, 'ok', '[]');
INSERT INTO reps (set_id, rep, capture_set, start_s, end_s, valid, doubts, mean_velocity,
  mean_velocity_se, verdict, reasons, technique_state, technique, left_technical)
VALUES (1, 2, 1, 6, 6.9, true, '["clipped"]', 0.55, 0.006, 'near',
  '[{"name": "velocity_floor", "value": 0.3, "limit": 0.3, "unit": "m/s", "told": "slower"}]',
  'sliding',
  '{"state": "sliding", "score": 2.9, "limit": 2.5, "failed_limit": 4, "sign": "forward"}',
  '{"least": 0, "likely": 1.2, "most": 2}');
INSERT INTO marks (set_id, rep, mark, made) VALUES (1, 2, 'clean', '2026-03-14 18:05:00.000000');
INSERT INTO marks (set_id, rep, mark, made) VALUES (1, 2, 'broke', '2026-03-14 18:06:00.000000');
INSERT INTO overrides (lifter_id, lift, phase, fields)
VALUES (1, 'squat', '', '{"velocity_loss": 0.15}');
