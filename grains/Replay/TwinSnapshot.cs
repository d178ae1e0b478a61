using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay;

/// <summary>The bytes of a checkpoint: the fold's state, then the effects that are still to be told, then the
/// policy that the twin is judged by.</summary>
public static class TwinSnapshot
{
    public const byte Format = 12;

    public static JournalCheckpoint Write<TState>(ITwinFold<TState> fold, TState state, (TwinName Target, Signal Signal)[] untold, string policy)
        where TState : class, ITwinState
    {
        var writer = new EntryWriter(2048);
        fold.WriteState(state, writer);
        writer.Unsigned((ulong)untold.Length);
        foreach ((TwinName target, Signal signal) in untold)
        {
            writer.Text(target.ToString());
            SignalCodec.Write(writer, signal);
        }

        writer.Text(policy);
        return new JournalCheckpoint(Format, writer.Written);
    }

    /// <exception cref="InvalidDataException">The bytes are of another format.</exception>
    public static TState Read<TState>(
        ITwinFold<TState> fold, TwinName name, StoredCheckpoint checkpoint, Action<TwinName, Signal> tell,
        out string? policy)
        where TState : class, ITwinState
    {
        if (checkpoint.FormatVersion != Format)
            throw new InvalidDataException($"Checkpoint of {name} has format {checkpoint.FormatVersion}; this version reads {Format}.");
        var reader = new EntryReader(checkpoint.Snapshot.Span);
        TState state = fold.ReadState(name, ref reader);
        for (int count = reader.Count(); count > 0; count--)
            tell(TwinName.Parse(reader.Text() ?? ""), SignalCodec.Read(ref reader));
        policy = reader.Text();
        return state;
    }
}
