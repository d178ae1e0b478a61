namespace Qianliyan.Storage.Journal.Backups;

/// <summary>What a whole backup says of itself, all of it proven.</summary>
/// <param name="Header">Of whom it is.</param>
/// <param name="End">How much it holds.</param>
/// <param name="Seal">Hash of the whole.</param>
/// <param name="Cuts">Where each twin's journal ends.</param>
/// <param name="FileBytes">Length of the file.</param>
public sealed record BackupContents(
    BackupHeader Header,
    BackupEnd End,
    JournalHash Seal,
    IReadOnlyDictionary<string, TwinCut> Cuts,
    long FileBytes);
