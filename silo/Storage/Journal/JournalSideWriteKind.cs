namespace Qianliyan.Storage.Journal;

public enum JournalSideWriteKind : byte
{
    PutPage,
    DeletePage,
    PutOutbox,
    DeleteOutbox,
}
