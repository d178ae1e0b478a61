namespace Qianliyan.Cli.Replay;

/// <summary>
/// What a replay met on its way, by name: traps of the data are counted, never passed over in silence.
/// </summary>
sealed class ReplayTally
{
    readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Count(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;
}
