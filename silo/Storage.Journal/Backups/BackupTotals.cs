namespace Qianliyan.Storage.Journal.Backups;

/// <summary>How much a backup holds.</summary>
/// <param name="Twins">Journals, that of the policies included.</param>
/// <param name="Entries">Entries of all journals.</param>
/// <param name="Attachments">Raw frames of entries.</param>
/// <param name="Purged">Entries whose raw frame is no longer kept; its digest stands for it.</param>
/// <param name="Frames">Frames that became no observation.</param>
/// <param name="ContentBytes">Bytes of all blocks before compression.</param>
public readonly record struct BackupTotals(
    long Twins, long Entries, long Attachments, long Purged, long Frames, long ContentBytes);
