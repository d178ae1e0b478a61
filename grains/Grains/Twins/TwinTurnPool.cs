using Microsoft.Extensions.ObjectPool;

namespace Qianliyan.Grains.Twins;

/// <summary>Turns that are not in use. As many as appends are under way at a busy moment, no more are kept.</summary>
sealed class TwinTurnPool() : DefaultObjectPool<TwinTurn>(new Policy(), maximumRetained: 4096)
{
    sealed class Policy : PooledObjectPolicy<TwinTurn>
    {
        public override TwinTurn Create() => new();

        public override bool Return(TwinTurn obj)
        {
            obj.Clear();
            return true;
        }
    }
}
