namespace Qianliyan.Abstractions.Operations;

/// <summary>Tells how this silo is.</summary>
public interface ISiloReporter
{
    /// <param name="watches">What those who watch here cost.</param>
    SiloReport Report(WatchLoad watches);
}
