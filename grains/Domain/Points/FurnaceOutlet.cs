using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Points;

/// <summary>What a point has heard of furnaces: which one has it as its emission point.</summary>
public sealed class FurnaceOutlet
{
    public SeenSignals Seen { get; init; } = new();

    /// <summary>Null while no furnace judges its days.</summary>
    public TwinName? Furnace { get; private set; }

    public void Take(TwinName furnace, bool isClaimed)
    {
        if (isClaimed)
            Furnace = furnace;
        else if (Furnace == furnace)
            Furnace = null;
    }

    public void Write(EntryWriter writer)
    {
        Seen.Write(writer);
        writer.Text(Furnace?.ToString());
    }

    public static FurnaceOutlet Read(ref EntryReader reader) => new()
    {
        Seen = SeenSignals.Read(ref reader),
        Furnace = reader.Text() is { } furnace ? TwinName.Parse(furnace) : null,
    };
}
