namespace Qianliyan.Cli.Replay;

/// <summary>A recorded data set, as frames in order of their time.</summary>
interface IReplaySource
{
    /// <summary>Points the set reports for, in the form of a registry import file.</summary>
    string RegistryCsv();

    /// <summary>The frames, and what was left out by the way.</summary>
    IEnumerable<ReplayItem> Read(ReplayTally tally);
}
