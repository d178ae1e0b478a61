namespace Qianliyan.Storage.Journal;

/// <summary>
/// A row beside the journal that is written in the same atomic commit. Pages are named parts of a checkpoint: write
/// them only together with one, which fences them. Outbox rows are read back in ordinal order of their key.
/// </summary>
public readonly record struct JournalSideWrite
{
    JournalSideWrite(JournalSideWriteKind kind, string key, ReadOnlyMemory<byte> value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Kind = kind;
        Key = key;
        Value = value;
    }

    public JournalSideWriteKind Kind { get; }

    public string Key { get; }

    public ReadOnlyMemory<byte> Value { get; }

    public static JournalSideWrite PutPage(string pageId, ReadOnlyMemory<byte> value) =>
        new(JournalSideWriteKind.PutPage, pageId, value);

    public static JournalSideWrite DeletePage(string pageId) => new(JournalSideWriteKind.DeletePage, pageId, default);

    public static JournalSideWrite PutOutbox(string key, ReadOnlyMemory<byte> value) =>
        new(JournalSideWriteKind.PutOutbox, key, value);

    public static JournalSideWrite DeleteOutbox(string key) => new(JournalSideWriteKind.DeleteOutbox, key, default);
}
