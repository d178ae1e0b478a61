using System.Globalization;
using Qianliyan.Cli.Twins;
using Qianliyan.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Qianliyan.Cli.Watching;

/// <summary>
/// The live table: worst twins first, what changed a moment ago marked. Written by the feed, read by the screen.
/// </summary>
sealed class WatchBoard(TimeProvider clock)
{
    static readonly TimeSpan MarkedFor = TimeSpan.FromSeconds(3);

    readonly Lock _lock = new();
    readonly Dictionary<string, Entry> _twins = new(StringComparer.Ordinal);
    string _state = "Connecting.";
    long _changes;

    public void Show(TwinUpdate update, bool isSnapshot)
    {
        TwinStatus twin = TwinStatus.Of(update);
        lock (_lock)
        {
            _twins[twin.Name] = new Entry(twin, isSnapshot ? null : clock.GetTimestamp());
            if (!isSnapshot)
                _changes++;
        }
    }

    public void Say(string state)
    {
        lock (_lock)
            _state = state;
    }

    /// <param name="rows">Rows that fit on the screen.</param>
    /// <param name="width">Columns of the screen.</param>
    public IRenderable Render(int rows, int width)
    {
        lock (_lock)
        {
            var table = new WatchTable(width);
            IEnumerable<Entry> worst = _twins.Values
                .OrderByDescending(entry => entry.Twin.Level)
                .ThenByDescending(entry => entry.Twin.Link)
                .ThenBy(entry => entry.Twin.Name, StringComparer.Ordinal)
                .Take(Math.Max(1, rows));
            foreach (Entry entry in worst)
            {
                bool isMarked = entry.ChangedAt is { } changed && clock.GetElapsedTime(changed) < MarkedFor;
                table.Add(entry.Twin, isMarked);
            }

            string counts = string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Min(rows, _twins.Count)} of {_twins.Count} twins, {_changes} changes. Ctrl+C ends.");
            return new Rows(new Markup($"[grey]{counts}[/] [yellow]{Markup.Escape(_state)}[/]"), table.Table);
        }
    }

    sealed record Entry(TwinStatus Twin, long? ChangedAt);
}
