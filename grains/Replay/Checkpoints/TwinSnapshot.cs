using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Checkpoints;

/// <summary>
/// The bytes of a checkpoint: the policy that the twin is judged by and what is still to be told, which every version
/// can read, then the fold's state, which follows from the journal and may have another form in each version.
/// </summary>
public static class TwinSnapshot
{
    public const byte Format = 14;

    /// <summary>The first with what every version can read.</summary>
    const byte FirstReadable = 12;

    public static JournalCheckpoint Write<TState>(
        ITwinFold<TState> fold, TState state, (TwinName Target, Signal Signal)[] untold, string policy)
        where TState : class, ITwinState
    {
        EntryWriter writer = Begin(untold, policy);
        writer.Bool(true);
        fold.WriteState(state, writer);
        return new JournalCheckpoint(Format, writer.Written);
    }

    /// <summary>
    /// What stands in place of a checkpoint while its pages are written: who finds it lives through the journal again.
    /// </summary>
    public static JournalCheckpoint Unfinished((TwinName Target, Signal Signal)[] untold, string policy)
    {
        EntryWriter writer = Begin(untold, policy);
        writer.Bool(false);
        return new JournalCheckpoint(Format, writer.Written);
    }

    /// <summary>What every version can read.</summary>
    /// <param name="name">Whose.</param>
    /// <param name="checkpoint">As stored.</param>
    /// <param name="tell">Gets what is still to be told.</param>
    /// <returns>The policy that the twin is judged by.</returns>
    /// <exception cref="InvalidDataException">The bytes are of a version that is too old, or of a newer one.</exception>
    public static string? ReadUntold(TwinName name, StoredCheckpoint checkpoint, Action<TwinName, Signal> tell)
    {
        EntryReader reader = Open(name, checkpoint);
        return ReadUntold(ref reader, tell);
    }

    /// <returns>False when the state is not there, or in the form of an older version: it follows from the journal.</returns>
    /// <exception cref="InvalidDataException">The bytes are of a version that is too old, or of a newer one.</exception>
    public static bool HasState(TwinName name, StoredCheckpoint checkpoint)
    {
        EntryReader reader = Open(name, checkpoint);
        ReadUntold(ref reader, static (_, _) => { });
        return reader.Bool() && checkpoint.FormatVersion == Format;
    }

    /// <summary>To be called where <see cref="HasState"/> is true.</summary>
    public static TState Read<TState>(
        ITwinFold<TState> fold, TwinName name, StoredCheckpoint checkpoint, Action<TwinName, Signal> tell,
        out string? policy)
        where TState : class, ITwinState
    {
        EntryReader reader = Open(name, checkpoint);
        policy = ReadUntold(ref reader, tell);
        return reader.Bool()
            ? fold.ReadState(name, ref reader)
            : throw new InvalidDataException($"Checkpoint of {name} is unfinished.");
    }

    static EntryWriter Begin((TwinName Target, Signal Signal)[] untold, string policy)
    {
        var writer = new EntryWriter(2048);
        writer.Text(policy);
        writer.Unsigned((ulong)untold.Length);
        foreach ((TwinName target, Signal signal) in untold)
        {
            writer.Text(target.ToString());
            SignalCodec.Write(writer, signal);
        }

        return writer;
    }

    static EntryReader Open(TwinName name, StoredCheckpoint checkpoint) => checkpoint.FormatVersion switch
    {
        < FirstReadable => throw new InvalidDataException(
            $"Checkpoint of {name} has format {checkpoint.FormatVersion}; this version reads {FirstReadable} to {Format}."),
        > Format => throw new InvalidDataException(
            $"Checkpoint of {name} has format {checkpoint.FormatVersion} of a newer version; this one reads up to {Format}."),
        _ => new EntryReader(checkpoint.Snapshot.Span),
    };

    static string? ReadUntold(ref EntryReader reader, Action<TwinName, Signal> tell)
    {
        string? policy = reader.Text();
        for (int count = reader.Count(); count > 0; count--)
            tell(TwinName.Parse(reader.Text() ?? ""), SignalCodec.Read(ref reader));
        return policy;
    }
}
