namespace Qianliyan.Replay.Trials;

/// <summary>What a note of a trial is about.</summary>
public enum TrialNoteKind
{
    None = 0,

    /// <summary>Twins in a region, within that of the candidate, that has a policy of its own in force.</summary>
    RegionKeepsPolicy = 1,

    /// <summary>Twins outside the region of the candidate.</summary>
    OutsideRegion = 2,

    /// <summary>A twin that heard others which do not take part.</summary>
    HeardAsTold = 3,

    /// <summary>Cells that their city ranked.</summary>
    RankedAsTold = 4,

    /// <summary>A tag that the candidate limits points by, and none that it was tried on carries.</summary>
    TagNotCarried = 5,
}
