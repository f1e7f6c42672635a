% octave-cli interval_chol.m N FILE: interval Cholesky of the N x N matrix in FILE, which holds all
% lower ends and then all upper ends as doubles. Called by houli_F200.py.
pkg load interval
if (nargin == 0)
  description = pkg ("list", "interval");
  printf ("{\"Octave\": \"%s\", \"octave-interval\": \"%s\"}\n", version (),
          description{1}.version);
  return
endif
n = str2double (argv (){1});
file = fopen (argv (){2});
ends = fread (file, [n, 2 * n], "double");
fclose (file);
A = infsup (ends(:, 1 : n), ends(:, n + 1 : 2 * n));
lastwarn ("");
start = tic;
% P > 0: certainly not positive definite; a warning: perhaps not.
[R, P] = chol (A);
alone = toc (start);
proved = P == 0 && isempty (lastwarn ()) && all (inf (diag (R)) > 0);
names = {"false", "true"};
printf ("{\"proved\": %s, \"alone\": %.6f}\n", names{1 + proved}, alone);
