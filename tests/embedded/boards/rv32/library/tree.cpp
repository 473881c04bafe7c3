// SPDX-License-Identifier: MIT
// What std::set and std::map call of the C++ library: a search tree, which tests fill with so little that none needs it
// balanced. The head's parent is the root, its left the first node and its right the last; all nodes are black but the
// head.
#include <bits/stl_tree.h>

namespace std {

void _Rb_tree_insert_and_rebalance(const bool insert_left, _Rb_tree_node_base* node, _Rb_tree_node_base* parent,
                                   _Rb_tree_node_base& head) noexcept {
    node->_M_parent = parent;
    node->_M_left = nullptr;
    node->_M_right = nullptr;
    node->_M_color = _S_black;
    if (insert_left) {
        parent->_M_left = node;
        if (parent == &head) {
            head._M_parent = node;
            head._M_right = node;
        } else if (parent == head._M_left) {
            head._M_left = node;
        }
    } else {
        parent->_M_right = node;
        if (parent == head._M_right) { head._M_right = node; }
    }
}

_Rb_tree_node_base* _Rb_tree_increment(_Rb_tree_node_base* node) noexcept {
    if (node->_M_right != nullptr) {
        node = node->_M_right;
        while (node->_M_left != nullptr) { node = node->_M_left; }
        return node;
    }
    _Rb_tree_node_base* above = node->_M_parent;
    while (node == above->_M_right) {
        node = above;
        above = above->_M_parent;
    }
    return node->_M_right != above ? above : node;
}
const _Rb_tree_node_base* _Rb_tree_increment(const _Rb_tree_node_base* node) noexcept {
    return _Rb_tree_increment(const_cast<_Rb_tree_node_base*>(node));
}

_Rb_tree_node_base* _Rb_tree_decrement(_Rb_tree_node_base* node) noexcept {
    if (node->_M_color == _S_red && node->_M_parent->_M_parent == node) { return node->_M_right; }
    if (node->_M_left != nullptr) {
        node = node->_M_left;
        while (node->_M_right != nullptr) { node = node->_M_right; }
        return node;
    }
    _Rb_tree_node_base* above = node->_M_parent;
    while (node == above->_M_left) {
        node = above;
        above = above->_M_parent;
    }
    return above;
}
const _Rb_tree_node_base* _Rb_tree_decrement(const _Rb_tree_node_base* node) noexcept {
    return _Rb_tree_decrement(const_cast<_Rb_tree_node_base*>(node));
}

}  // namespace std
