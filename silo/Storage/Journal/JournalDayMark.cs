namespace Qianliyan.Storage.Journal;

/// <summary>The first entry that arrived on a Beijing natural day.</summary>
public readonly record struct JournalDayMark(DateOnly Day, long Sequence);
