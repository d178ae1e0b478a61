using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The condition words of a furnace: reports of the same word in a row are one run. A late report of another word
/// splits the run it falls into; of a run only the first and the last report are known, so the second half then begins
/// with the last one. The newest run of each factor always stays; of the others the latest, up to 50 in all.
/// </summary>
public sealed class ConditionRuns
{
    public const int Most = 50;

    // By factor, then by time.
    readonly List<ConditionRun> _runs = [];

    public IReadOnlyList<ConditionRun> All => _runs;

    /// <summary>The newest run of each factor.</summary>
    public IEnumerable<ConditionRun> Current => _runs.Where((_, index) => IsNewestOfFactor(index));

    public void Take(FactorCode factor, FactorCode word, BeijingTime at)
    {
        int next = _runs.FindIndex(run => run.Factor > factor || (run.Factor == factor && run.Since > at));
        next = next < 0 ? _runs.Count : next;
        if (next > 0 && _runs[next - 1].Factor == factor)
        {
            TakeInto(next - 1, word, at);
        }
        else
        {
            _runs.Insert(next, new ConditionRun(factor, word, at, at));
            JoinWithNext(next);
        }

        Trim();
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_runs.Count);
        foreach (ConditionRun run in _runs)
        {
            writer.Factor(run.Factor);
            writer.Factor(run.Word);
            writer.Time(run.Since);
            writer.Time(run.Through);
        }
    }

    public static ConditionRuns Read(ref EntryReader reader)
    {
        var runs = new ConditionRuns();
        for (int count = reader.Count(); count > 0; count--)
            runs._runs.Add(new ConditionRun(reader.Factor(), reader.Factor(), reader.Time(), reader.Time()));
        return runs;
    }

    /// <summary>Takes a report into the run that begins last before it or with it.</summary>
    void TakeInto(int index, FactorCode word, BeijingTime at)
    {
        ConditionRun run = _runs[index];
        if (run.Word == word)
        {
            if (at > run.Through)
                _runs[index] = run with { Through = at };
            return;
        }

        _runs[index] = new ConditionRun(run.Factor, word, at, at);
        if (run.Through > at)
            _runs.Insert(index + 1, run with { Since = run.Through });
        JoinWithNext(index);
        if (run.Since < at)
            _runs.Insert(index, run with { Through = run.Through < at ? run.Through : run.Since });
        else if (index > 0)
            JoinWithNext(index - 1);
    }

    void JoinWithNext(int index)
    {
        if (index + 1 >= _runs.Count || !Says(_runs[index], _runs[index + 1]))
            return;
        _runs[index] = _runs[index] with { Through = _runs[index + 1].Through };
        _runs.RemoveAt(index + 1);
    }

    void Trim()
    {
        while (_runs.Count > Most)
        {
            int oldest = -1;
            for (int i = 0; i < _runs.Count; i++)
            {
                if (!IsNewestOfFactor(i) && (oldest < 0 || _runs[i].Since < _runs[oldest].Since))
                    oldest = i;
            }

            if (oldest < 0)
                return;
            _runs.RemoveAt(oldest);
        }
    }

    bool IsNewestOfFactor(int index) => index == _runs.Count - 1 || _runs[index + 1].Factor != _runs[index].Factor;

    static bool Says(ConditionRun left, ConditionRun right) => left.Factor == right.Factor && left.Word == right.Word;
}
