namespace Qianliyan.Storage.Journal.Backups;

/// <summary>Where a twin's journal ends in a backup.</summary>
/// <param name="Twin">Id of the twin.</param>
/// <param name="Sequence">Its last entry; 0 before the first.</param>
/// <param name="Hash">Chain hash up to and including that entry.</param>
public readonly record struct TwinCut(string Twin, long Sequence, JournalHash Hash)
{
    public static TwinCut Start(string twin) => new(twin, 0, JournalChain.Genesis(twin));
}
