using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Twins;

/// <summary>An entry that is to be appended.</summary>
public readonly record struct PendingEntry(EntryBody Body, long ArrivedAtUnixMs, JournalAttachment? Attachment = null);
