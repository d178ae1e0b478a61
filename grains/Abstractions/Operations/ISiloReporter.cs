namespace Qianliyan.Abstractions.Operations;

/// <summary>Tells how this silo is, but for its watches.</summary>
public interface ISiloReporter
{
    SiloReport Report();
}
