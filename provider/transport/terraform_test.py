#!/usr/bin/env python3
"""Real Terraform drives the probe plugin: the transport against the host it is written for.

Usage: terraform_test.py PROBE_FOLDER     (exit code 77: no terraform program, skipped)
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

PROBE = pathlib.Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 else None
ADDRESS = "example.com/lab/transportprobe"
CONFIGURATION = """
terraform {
  required_providers {
    transportprobe = { source = "%s" }
  }
}
provider "transportprobe" {
  mode = "%s"
}
resource "transportprobe_thing" "a" {}
"""


class TerraformTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tft-"))
        self.temp = self.folder / "tmp"
        self.temp.mkdir()
        (self.folder / "rc").write_text(
            'provider_installation {\n  dev_overrides { "%s" = "%s" }\n  direct {}\n}\n' % (ADDRESS, PROBE))

    def tearDown(self):
        shutil.rmtree(self.folder)

    def validate(self, mode, **environment):
        (self.folder / "main.tf").write_text(CONFIGURATION % (ADDRESS, mode))
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("TF_", "PLUGIN_"))}
        clean.update(TF_CLI_CONFIG_FILE=str(self.folder / "rc"), CHECKPOINT_DISABLE="1", TMPDIR=str(self.temp))
        clean.update(environment)
        result = subprocess.run(["terraform", "validate", "-no-color"], cwd=self.folder, env=clean, timeout=60,
                                stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        self.assertEqual(list(self.temp.iterdir()), [], "a socket folder was left behind")
        return result

    def test_validates_over_mutual_tls_and_ends_at_once(self):
        begin = time.monotonic()
        result = self.validate("warn")
        took = time.monotonic() - begin
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("Warned as asked", result.stdout)
        self.assertIn('provider "transportprobe":\n', result.stdout)
        # Two launches; each would wait two seconds if Shutdown were not obeyed.
        self.assertLess(took, 1.9)

    def test_validates_in_clear_when_the_host_wants_that(self):
        result = self.validate("warn", TF_DISABLE_PLUGIN_TLS="1")
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_log_records_keep_level_and_fields(self):
        log = self.validate("warn", TF_LOG="trace").stderr
        lines = [line for line in log.splitlines() if "schema asked for" in line]
        self.assertEqual(len(lines), 1)
        # Terraform prints the fields in any order.
        for text in ("[INFO]  provider.terraform-provider-transportprobe: schema asked for: ", "@module=probe",
                     r'probe="a \"quoted\" value"', "timestamp=20"):
            self.assertIn(text, lines[0])
        self.assertTrue('reason="the host asked for it"' in log)
        self.assertFalse("unexpected data" in log)
        self.assertFalse("plugin failed to exit gracefully" in log)
        records = [json.loads(line) for line in self.validate("warn", TF_LOG="json").stderr.splitlines()
                   if line.startswith("{")]
        mine = [record for record in records if record.get("@message") == "schema asked for"]
        self.assertTrue(mine)
        self.assertEqual(mine[0]["probe"], 'a "quoted" value')

    def test_crashes_are_shown_to_the_user_without_logging(self):
        for mode, text in (("crash", "panic: SIGSEGV (invalid memory reference)"),
                           ("terminate", "panic: uncaught exception std::runtime_error: the probe fell over")):
            result = self.validate(mode)
            self.assertEqual(result.returncode, 1)
            self.assertIn("Stack trace from the terraform-provider-transportprobe plugin:\n\n" + text, result.stderr)
            self.assertTrue(re.search(r"at program\+0x[0-9a-f]+", result.stderr))

    def test_attaches_to_a_debug_process_again_and_again(self):
        environment = dict(os.environ, TMPDIR=str(self.folder))
        with subprocess.Popen([PROBE / "terraform-provider-transportprobe", "-debug"], env=environment,
                              stdout=subprocess.PIPE, text=True) as plugin:
            try:
                reattach = None
                while reattach is None:
                    line = plugin.stdout.readline()
                    self.assertTrue(line, "the plugin ended")
                    reattach = re.search(r"TF_REATTACH_PROVIDERS='(.*)'", line)
                for _ in range(2):
                    result = self.validate("warn", TF_REATTACH_PROVIDERS=reattach.group(1))
                    self.assertEqual(result.returncode, 0, result.stderr)
                    self.assertIn("Warned as asked", result.stdout)
            finally:
                plugin.terminate()
            self.assertEqual(plugin.wait(timeout=10), 0)


if __name__ == "__main__":
    if shutil.which("terraform") is None:
        print("no terraform program: skipped")
        sys.exit(77)
    unittest.main(verbosity=2)
