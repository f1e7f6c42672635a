% Proves f > 0 (strict = 1) or f >= 0 on a box by interval evaluations and bisection of the widest
% side; 1 if it is proved with at most `most` boxes. The boxes are decorated intervals: a function
% that may be undefined somewhere in the box proves nothing.
function proved = interval_positive (f, box, strict, most)
  waiting = {box};
  proved = false;
  for step = 1:most
    if isempty (waiting)
      proved = true;
      return
    end
    box = waiting{end};
    waiting(end) = [];
    value = f (box{:});
    defined = any (strcmp (decorationpart (value), {"com", "dac", "def"}));
    if defined && (inf (value) > 0 || (! strict && inf (value) >= 0))
      continue
    end
    if isempty (box) || isempty (value) || sup (value) < 0
      return
    end
    [width, widest] = max (cellfun (@wid, box));
    p = mid (box{widest});
    left = right = box;
    left{widest} = infsupdec (inf (box{widest}), p);
    right{widest} = infsupdec (p, sup (box{widest}));
    if width == 0 || isequal (left, box) || isequal (right, box)
      return
    end
    waiting(end+1:end+2) = {left, right};
  end
end
